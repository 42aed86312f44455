// What every package of natstop says of itself and puts where: the one table of archives, .deb, .rpm, formula and container.

import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { completionFiles } from '../source/command-line/completion/completion.ts';
import type { Shell } from '../source/command-line/completion/words.ts';
import { version } from '../source/version.ts';

/** What package managers show. */
export const about = {
	name: 'natstop',
	version,
	summary: 'Live monitor for whole NATS systems in a terminal',
	description: [
		'natstop connects as a user of the NATS system account and shows servers,',
		'events, connections, accounts, JetStream, the network and their health.',
		'It speaks only NATS, and needs no Node and no other program.',
	],
	licence: 'Apache-2.0',
	maintainer: 'natstop maintainers <maintainers@natstop.invalid>',
	/** The oldest glibc that the runtime of the executables starts on. */
	glibc: '2.17',
} as const;

/** Where the build leaves what comes with an executable. */
export const parts = {
	man: join('dist', 'natstop.1'),
	completions: join('dist', 'completions'),
	licence: 'LICENSE',
};

/** Where a family of systems looks for what it installs, from its root. */
export type Places = {
	program: string;
	/** Packed, as both families have their manual pages. */
	man: string;
	completions: Readonly<Record<Shell, string>>;
	licence: string;
	notices: string;
};

const common = {
	program: 'usr/bin/natstop',
	man: 'usr/share/man/man1/natstop.1.gz',
	completions: {
		bash: 'usr/share/bash-completion/completions/natstop',
		zsh: 'usr/share/zsh/site-functions/_natstop',
		fish: 'usr/share/fish/vendor_completions.d/natstop.fish',
	},
};

export const debianPlaces: Places = {
	...common,
	completions: { ...common.completions, zsh: 'usr/share/zsh/vendor-completions/_natstop' },
	licence: 'usr/share/doc/natstop/copyright',
	notices: 'usr/share/doc/natstop/THIRD-PARTY-NOTICES.txt',
};

export const rpmPlaces: Places = {
	...common,
	licence: 'usr/share/licenses/natstop/LICENSE',
	notices: 'usr/share/licenses/natstop/THIRD-PARTY-NOTICES.txt',
};

/** Every file of a family, with its mode. */
export const filesOf = ({ program, man, completions, licence, notices }: Places): Map<string, number> =>
	new Map([
		[program, 0o755],
		...[man, ...Object.values(completions), licence, notices].map((path) => [path, 0o644] as const),
	]);

/** An executable, and the notices of all that is in it. */
export type Contents = { executable: string; notices: string };

/** Lays all files out below a root, with their modes. */
export const layOut = async (root: string, places: Places, contents: Contents): Promise<void> => {
	const sources: readonly (readonly [from: string, to: string])[] = [
		[contents.executable, places.program],
		...Object.entries(completionFiles).map(
			([shell, file]) => [join(parts.completions, file), places.completions[shell as Shell]] as const,
		),
		[parts.licence, places.licence],
		[contents.notices, places.notices],
	];
	const modes = filesOf(places);
	const at = async (to: string): Promise<string> => {
		const path = join(root, to);
		await mkdir(dirname(path), { recursive: true, mode: 0o755 });
		return path;
	};
	for (const [from, to] of sources) await copyFile(from, await at(to));
	await writeFile(await at(places.man), gzipSync(await readFile(parts.man), { level: 9 }));
	for (const [path, mode] of modes) await chmod(join(root, path), mode);
};
