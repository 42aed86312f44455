// The packages of a release: what is in them, and that they install and are removed in a clean root, where its tools are.

import { execFile, execFileSync } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { containerfileText } from '../../scripts/containerfile.ts';
import { debianVersion } from '../../scripts/deb.ts';
import { debianPlaces, filesOf, rpmPlaces } from '../../scripts/distribution.ts';
import { executableTargets } from '../../scripts/executable-targets.ts';
import { buildPackages, sha256 } from '../../scripts/packages.ts';
import { specText } from '../../scripts/rpm.ts';
import { version } from '../../source/version.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const run = promisify(execFile);
const base = 'https://files.example.com/v1';
const [folder, again] = [tempDir(), tempDir()];

/** True where a tool runs and we may install into a root of our own. */
const mayInstall = (tool: string): boolean => {
	try {
		execFileSync(tool, ['--version'], { stdio: 'ignore' });
		return process.getuid?.() === 0;
	} catch {
		return false;
	}
};

/** All files below a folder, from there, without folders. */
const filesBelow = (root: string): string[] =>
	readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((name) => !statSync(join(root, name)).isDirectory())
		.sort();

/** Builds all packages of a program that only says its version. */
const build = async (into: string): Promise<string[]> => {
	const said: string[] = [];
	for (const { name } of executableTargets) {
		const path = join(into, `natstop-${name}`);
		writeFileSync(path, `#!/bin/sh\necho ${version}\n`);
		chmodSync(path, 0o755);
	}
	const notices = join(into, 'THIRD-PARTY-NOTICES.txt');
	writeFileSync(notices, 'all of them\n');
	const say = (line: string): void => void said.push(line);
	await buildPackages({ folder: into, targets: executableTargets, notices, base, say });
	return said;
};

beforeAll(async () => {
	await build(folder);
	await build(again);
});

/** What stands in a clean root once the package is in it: all of its files, a program that runs, a manual that unpacks. */
const expectInstalled = (root: string, files: Map<string, number>): void => {
	for (const [path, mode] of files) {
		const { mode: has, uid, gid } = statSync(join(root, path));
		expect([path, has & 0o7777, uid, gid]).toEqual([path, mode, 0, 0]);
	}
	expect(execFileSync(join(root, 'usr/bin/natstop'), { encoding: 'utf8' })).toBe(`${version}\n`);
	const manual = gunzipSync(readFileSync(join(root, 'usr/share/man/man1/natstop.1.gz'))).toString();
	expect(manual).toBe(readFileSync('dist/natstop.1', 'utf8'));
};

describe('the archive of an executable', () => {
	test('is one of every target, and holds the program, man page, completions and licences, owned by root', async () => {
		for (const { name } of executableTargets) {
			const path = join(folder, `natstop-${name}.tar.xz`);
			const { stdout } = await run('tar', ['-tvf', path]);
			const entries = stdout
				.trim()
				.split('\n')
				.map((line) => line.split(/\s+/));
			expect(new Set(entries.map(([, owner]) => owner))).toEqual(new Set(['0/0']));
			const below = `natstop-${name}-${version}/`;
			expect(entries.map((entry) => [entry[0], entry.at(-1)])).toEqual([
				['drwxr-xr-x', below],
				['-rw-r--r--', `${below}LICENSE`],
				['-rw-r--r--', `${below}THIRD-PARTY-NOTICES.txt`],
				['drwxr-xr-x', `${below}completions/`],
				['-rw-r--r--', `${below}completions/_natstop`],
				['-rw-r--r--', `${below}completions/natstop.bash`],
				['-rw-r--r--', `${below}completions/natstop.fish`],
				['-rwxr-xr-x', `${below}natstop`],
				['-rw-r--r--', `${below}natstop.1`],
			]);
		}
	});
});

test('the same commit builds the same packages, whoever builds them and where', () => {
	const made = readdirSync(folder).filter((name) => /\.(xz|deb|rpm|rb)$|^Containerfile$/.test(name));
	expect(made.length).toBeGreaterThanOrEqual(executableTargets.length + 4);
	for (const name of made)
		expect([name, readFileSync(join(again, name)).equals(readFileSync(join(folder, name)))]).toEqual([
			name,
			true,
		]);
});

describe('the .deb', () => {
	const deb = (architecture: string): string =>
		join(folder, `natstop_${debianVersion(version)}_${architecture}.deb`);

	test('says what it is, for both machines, and needs nothing but the C library', async () => {
		for (const architecture of ['amd64', 'arm64']) {
			const { stdout } = await run('dpkg-deb', ['--field', deb(architecture)]);
			expect(stdout).toContain(`Architecture: ${architecture}\n`);
			expect(stdout).toMatch(/^Depends: libc6 \(>= 2\.\d+\)$/m);
			expect(stdout).toMatch(/^Installed-Size: [1-9]\d*$/m);
		}
	});

	test('gives a release candidate a version below that of its release', async () => {
		const words = [debianVersion('1.2.3-rc.1'), 'lt', debianVersion('1.2.3')];
		await expect(run('dpkg', ['--compare-versions', ...words])).resolves.toBeDefined();
	});

	test.runIf(mayInstall('dpkg'))(
		'installs into a clean root, runs there, and leaves nothing when it is removed',
		async () => {
			const root = tempDir();
			const admin = join(root, 'var/lib/dpkg');
			for (const name of ['info', 'updates']) mkdirSync(join(admin, name), { recursive: true });
			const { stdout } = await run('dpkg', ['--print-architecture']);
			const architecture = stdout.trim();
			// The C library is all that the root has.
			const library = [
				'Package: libc6',
				'Status: install ok installed',
				'Maintainer: none',
				`Architecture: ${architecture}`,
				'Version: 2.36-9',
				'Description: C library',
			];
			writeFileSync(join(admin, 'status'), `${library.join('\n')}\n\n`);
			const dpkg = (...words: string[]) =>
				run('dpkg', [`--root=${root}`, '--log=/dev/null', '--force-script-chrootless', ...words]);
			await dpkg('--install', deb(architecture));
			expectInstalled(root, filesOf(debianPlaces));
			const own = filesBelow(root).filter((path) => !path.startsWith('var/lib/dpkg/'));
			expect(own).toEqual([...filesOf(debianPlaces).keys()].sort());
			await dpkg('--remove', 'natstop');
			expect(filesBelow(root).filter((path) => !path.startsWith('var/lib/dpkg/'))).toEqual([]);
			expect(existsSync(join(root, 'usr/bin'))).toBe(false);
		},
	);
});

describe('the .rpm', () => {
	test('lists every file with its mode, and leaves the executable as its compiler made it', () => {
		const spec = specText();
		for (const [path, mode] of filesOf(rpmPlaces))
			expect(spec).toMatch(new RegExp(`^%attr\\(0${mode.toString(8)},root,root\\).* /${path}$`, 'm'));
		expect(spec).toContain('%global __os_install_post %{nil}');
		expect(spec).toMatch(/^Requires: glibc >= 2\.\d+$/m);
	});

	test.runIf(mayInstall('rpmbuild') && mayInstall('rpm'))(
		'installs into a clean root, runs there, and leaves nothing when it is removed',
		async () => {
			for (const machine of ['x86_64', 'aarch64']) {
				const path = join(folder, `natstop-${debianVersion(version)}-1.${machine}.rpm`);
				const { stdout } = await run('rpm', ['-qp', '--qf', '%{ARCH} %{LICENSE} [%{REQUIRES} ]', path]);
				expect(stdout).toMatch(new RegExp(`^${machine} Apache-2.0 glibc `));
			}
			const root = tempDir();
			const rpm = (...words: string[]) => run('rpm', ['--root', root, ...words]);
			await rpm('--initdb');
			// The root has no C library that rpm knows of.
			const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
			await rpm('-i', '--nodeps', join(folder, `natstop-${debianVersion(version)}-1.${machine}.rpm`));
			expectInstalled(root, filesOf(rpmPlaces));
			const own = (): string[] => filesBelow(root).filter((path) => !/(^|\/)\.?rpm(db)?\//.test(path));
			expect(own()).toEqual([...filesOf(rpmPlaces).keys()].sort());
			await rpm('-e', 'natstop');
			expect(own()).toEqual([]);
		},
	);
});

describe('the formula', () => {
	test('takes the archive of each machine by its checksum, from the address of the release', async () => {
		const formula = readFileSync(join(folder, 'natstop.rb'), 'utf8');
		const named = [...formula.matchAll(/url "(.*)\/(.*)"\n +sha256 "(.*)"/g)];
		expect(named.map(([, from, file]) => `${from} ${file}`)).toEqual(
			['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'].map(
				(target) => `${base} natstop-${target}.tar.xz`,
			),
		);
		for (const [, , file = '', sum] of named) expect(await sha256(join(folder, file))).toBe(sum);
	});

	test('installs what the archives hold', () => {
		const formula = readFileSync(join(folder, 'natstop.rb'), 'utf8');
		const held = execFileSync('tar', ['-tf', join(folder, 'natstop-linux-x64.tar.xz')], {
			encoding: 'utf8',
		});
		const installed = [...formula.matchAll(/\.install "([^"]+)"/g)].map(([, name]) => name ?? '');
		expect(installed).toHaveLength(6);
		for (const name of installed) expect(held).toContain(`/${name}\n`);
		const opened = formula.match(/^ *(class|def|test do|on_\w+ do)\b/gm) ?? [];
		expect(formula.match(/^ *end$/gm)).toHaveLength(opened.length);
	});
});

describe('the container file', () => {
	test('installs the .deb of whatever machine it is built for, and runs it without rights', () => {
		const text = readFileSync(join(folder, 'Containerfile'), 'utf8');
		const [, source = ''] = /source=(\S+?),/.exec(text) ?? [];
		for (const machine of ['amd64', 'arm64'])
			expect(existsSync(join(folder, source.replace(/\$\{TARGETARCH\}/, machine)))).toBe(true);
		expect(text).toMatch(/^USER 65534:65534$/m);
		expect(text).toMatch(/^ENTRYPOINT \["\/usr\/bin\/natstop"\]$/m);
		// Whose images they are is for who builds it to say: no registry is named.
		expect(text).toMatch(/^FROM [a-z]+:[a-z-]+$/m);
		expect(() => containerfileText([])).toThrow('needs a .deb');
	});
});
