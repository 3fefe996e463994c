import { createHash } from 'node:crypto';

/** The name under which Discord keeps an image. @param dataUri - As it is sent: `data:image/png;base64,…`. */
export const hashOf = (dataUri: string): string => createHash('md5').update(dataUri).digest('hex');
