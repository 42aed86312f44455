// Gives a home folder to a user without one, as in an empty container, where os.homedir throws; imported before any package.

import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

try {
	os.homedir();
} catch {
	Object.defineProperty(os, 'homedir', { value: () => '/' });
	syncBuiltinESMExports();
}
