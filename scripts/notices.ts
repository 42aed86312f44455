// The licence texts of everything in the bundle, each text once.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

type Manifest = { name: string; version: string; license?: string };

const modules = 'node_modules/';

/** The folder of the package a bundled file belongs to; nothing for a file of ours. */
const packageFolder = (file: string): string | undefined => {
	const start = file.lastIndexOf(modules);
	if (start === -1) return undefined;
	const path = file.slice(start + modules.length).split('/');
	return file.slice(0, start + modules.length) + path.slice(0, path[0]?.startsWith('@') ? 2 : 1).join('/');
};

/** Folders of the packages of which anything is left in the output, sorted. */
const bundledPackages = ({ outputs }: Metafile): string[] => {
	const folders = Object.values(outputs)
		.flatMap(({ inputs }) => Object.entries(inputs))
		.flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? (packageFolder(file) ?? []) : []));
	return [...new Set(folders)].sort();
};

/** A text without what differs between systems; empty where there is none. */
const read = async (path: string): Promise<string> => {
	const text = await readFile(path, 'utf8').catch(() => '');
	return text.replaceAll('\r\n', '\n').trim();
};

/** The licence files of a package: LICENSE and NOTICE, and the list of packages that it has bundled itself. */
const isNotice = (file: string): boolean => /^(licen[cs]es?|notice|copying)(\.\w+)?$/i.test(file);

/** Texts of packages that bring none, with the copyright lines of their sources; `@a/b` is in `@a+b.txt`. */
const ours = join('scripts', 'licences');

const textOf = async (folder: string, { name, license }: Manifest): Promise<string> => {
	const inside = await readdir(folder, { recursive: true });
	const files = inside.filter((file) => !file.includes(modules) && isNotice(file.split('/').at(-1) ?? ''));
	const paths = files.sort().map((file) => join(folder, file));
	const kept = join(ours, `${name.replace('/', '+')}.txt`);
	const texts = await Promise.all((paths.length > 0 ? paths : [kept]).map(read));
	const missing = texts.every((text) => text === '');
	if (missing) {
		throw new Error(
			`${name} (${license ?? 'no licence stated'}) is bundled and brings no licence text: put its text into ${kept}`,
		);
	}
	return texts.join('\n\n');
};

/** The file of notices for a bundle; packages with the same text share it. Fails where one has no text. */
export const notices = async (metafile: Metafile): Promise<string> => {
	const packagesByText = new Map<string, string[]>();
	for (const folder of bundledPackages(metafile)) {
		const manifest: Manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const text = await textOf(folder, manifest);
		const name = `${manifest.name} ${manifest.version}`;
		packagesByText.set(text, [...(packagesByText.get(text) ?? []), name]);
	}
	const sections = [...packagesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
	return ['natstop contains these packages, under these licences.\n', ...sections].join(
		`\n${'-'.repeat(80)}\n\n`,
	);
};
