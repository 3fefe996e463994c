/** Of every subcommand. The default is seen from the root of the package, where npm runs its scripts. */
export const folderOption = { type: 'string', default: 'knowledge' } as const;
