// Ends with 0 if the bot in this container says that it is well, and with 1 otherwise.
const { DISCORD_PUBLIC_KEY, INTERACTIONS_PORT, PORT } = process.env;
const port = DISCORD_PUBLIC_KEY ? INTERACTIONS_PORT || 3211 : PORT || 3210;
const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch(
  () => {},
);
process.exit(response?.ok ? 0 : 1);
