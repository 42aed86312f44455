// Where a user's caches and logs are, also for a user who has no home folder.

// The package asks for the home folder as soon as it is loaded. Parts of the bundle keep the order of imports only within
// one file.
import './missing-home.ts';
import envPaths from 'env-paths';

/** The folders of natstop. */
export const userFolders = (): ReturnType<typeof envPaths> => envPaths('natstop', { suffix: '' });
