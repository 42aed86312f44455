// Builds the .rpm of an executable, with rpmbuild and without root.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { about, type Contents, filesOf, layOut, rpmPlaces } from './distribution.ts';

const run = promisify(execFile);

/** A version as RPM orders it: 1.2.3~rc.1 comes before 1.2.3. */
const rpmVersion = (version: string): string => version.replace('-', '~');

/** The spec: the files are laid out in `laid_out` already, and nothing is to be made of them. */
export const specText = (): string => {
	const owned = [...filesOf(rpmPlaces)].map(([path, mode]) => {
		const kind = path.startsWith('usr/share/licenses/') ? '%license ' : '';
		return `%attr(${mode.toString(8).padStart(4, '0')},root,root) ${kind}/${path}`;
	});
	return [
		`Name: ${about.name}`,
		`Version: ${rpmVersion(about.version)}`,
		'Release: 1',
		`Summary: ${about.summary}`,
		`License: ${about.licence}`,
		`Packager: ${about.maintainer}`,
		`Requires: glibc >= ${about.glibc}`,
		'AutoReqProv: no',
		// The executable is as its compiler made it: whoever strips it takes our program out of it.
		'%global debug_package %{nil}',
		'%global __os_install_post %{nil}',
		'%global _build_id_links none',
		'%global _binary_payload w9.xzdio',
		'%global source_date_epoch_from_changelog 0',
		'%global use_source_date_epoch_as_buildtime 1',
		'%global clamp_mtime_to_source_date_epoch 1',
		'%global _buildhost localhost',
		'%description',
		...about.description,
		'%install',
		'mkdir -p %{buildroot}',
		'cp -a %{laid_out}/. %{buildroot}/',
		'%files',
		'%dir /usr/share/licenses/natstop',
		...owned,
		'',
	].join('\n');
};

/** Builds the package into a folder; gives its path. Fails with the words of rpmbuild, or where there is none. */
export const buildRpm = async (
	folder: string,
	architecture: string,
	contents: Contents,
	seconds: number,
): Promise<string> => {
	const work = await mkdtemp(join(tmpdir(), 'natstop-rpm-'));
	try {
		const [root, spec] = [join(work, 'root'), join(work, 'natstop.spec')];
		await layOut(root, rpmPlaces, contents);
		await writeFile(spec, specText());
		const words = ['-bb', '--quiet', `--target=${architecture}-linux`];
		const made = join(work, 'made');
		const defines = { _topdir: work, _rpmdir: made, _dbpath: join(work, 'db'), laid_out: root };
		const defined = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
		await run('rpmbuild', [...words, ...defined, spec], {
			env: { ...process.env, SOURCE_DATE_EPOCH: String(seconds) },
		});
		const file = (await readdir(made, { recursive: true })).find((name) => name.endsWith('.rpm'));
		if (file === undefined) throw new Error('rpmbuild left no package');
		const path = join(folder, `${about.name}-${rpmVersion(about.version)}-1.${architecture}.rpm`);
		await rename(join(made, file), path);
		return path;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
};
