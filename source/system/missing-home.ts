// A home folder for a user who has none, as in an empty container: there the very question throws, in packages too. Imported before them.

import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

try {
	os.homedir();
} catch {
	Object.defineProperty(os, 'homedir', { value: () => '/' });
	syncBuiltinESMExports();
}
