/** Whether a field can be Discord's id of a server. A spreadsheet or YAML may have made a number of it, with other digits. */
export const isGuildId = (field: unknown): field is string => typeof field === 'string' && /^\d+$/.test(field);
