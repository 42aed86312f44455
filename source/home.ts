// A home folder for a user who has none, as in an empty container: there the very question throws, in packages too. Imported first.

import { homedir } from 'node:os';

try {
	homedir();
} catch {
	process.env.HOME = '/';
}
