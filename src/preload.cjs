// Loaded before everything else (`node -r ./src/preload.cjs …`). Plain CommonJS that any Node can parse: an older one
// cannot run the TypeScript files, and should say so in one sentence.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Whence needs Node.js 22.18 or newer, and this is v${process.versions.node}. ` +
      'Run "npm ci" without --ignore-scripts, which brings a newer one along, or install one from https://nodejs.org.',
  );
  process.exit(1);
}

// Keeps compiled modules, TypeScript without its types among them, for the next start. Halves the time that loading takes
// and saves the 30 MB of the type stripper. Where the folder cannot be written, nothing is kept.
if (!process.argv.includes('--no-cache')) {
  require('node:module').enableCompileCache(
    require('node:path').join(__dirname, '../node_modules/.cache/whence/modules'),
  );
}
