// A temporary folder for one test file, removed after its last test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Makes it at once and gives its path; call it at the top of a test file or a describe. */
export function tempDir(): string {
	const dir = mkdtempSync(join(tmpdir(), 'natstop-test-'));
	afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
	return dir;
}
