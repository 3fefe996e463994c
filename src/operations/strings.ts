// What operators read when the bot cannot be watched.

export const portTaken = (port: number): string =>
  `Port ${port} is taken, perhaps by another Whence. Stop that one, or set PORT in .env or the environment to another port; 0 takes any free one.`;

export const addressUnusable = (host: string, port: number, why: string): string =>
  `Health and metrics can't be served at ${host}:${port} (${why}). Set HOST to an address of this machine and PORT to a free port, in .env or the environment.`;
