import { UserError } from '../../UserError.ts';

/** Where a connection leads, as far as it may be shown. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
}

/**
 * Tells the operator why a server cannot be used, from the codes of Node's sockets and of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html. The password is never repeated.
 */
export function explainPostgres(error: unknown, { host, port, database, user }: Destination): UserError {
  if (error instanceof UserError) return error;
  const { code, message } = error as { code?: string; message?: string };
  // A path is the folder of a local socket, not the name of a machine.
  const where = host.startsWith('/') ? `in ${host}` : `at ${host}:${port}`;
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
    case '57P03':
      return unreachable(`No PostgreSQL answers ${where}. Start it, or correct DATABASE_URL.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable(`No machine is called ${host}. Correct DATABASE_URL.`);
    case '28P01':
    case '28000':
      return loginRefused(where, user);
    case '3D000':
      return new UserError(
        'database-missing',
        `PostgreSQL ${where} has no database "${database}". Make it with "createdb ${database}", or correct DATABASE_URL.`,
      );
    case '42501':
      return new UserError(
        'database-not-allowed',
        `"${user}" may not make tables in the database "${database}". Let it own the database, or correct DATABASE_URL.`,
      );
    case '42P07':
      return new UserError(
        'database-not-ours',
        `The database "${database}" has tables of another program. Make one for Whence alone, and name it in DATABASE_URL.`,
      );
    default:
      // What pg says when it is asked for a password and has none.
      if (message?.includes('password must be a string')) return loginRefused(where, user);
      return unreachable(`PostgreSQL ${where} cannot be used: ${message || code}. Correct DATABASE_URL.`);
  }
}

function loginRefused(where: string, user: string | undefined): UserError {
  return new UserError(
    'database-login-refused',
    `PostgreSQL ${where} does not let "${user}" in. Correct the name and password in DATABASE_URL.`,
  );
}

function unreachable(message: string): UserError {
  return new UserError('database-unreachable', message);
}
