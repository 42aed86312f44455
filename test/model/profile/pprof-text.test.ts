// Texts of profiles of real programs, against what `go tool pprof` of Go 1.26.8 printed of them: `scripts/record-profiles.ts`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { foldedLines } from '../../../source/model/profile/folded.ts';
import { difference, sumOf } from '../../../source/model/profile/join.ts';
import type { Profile } from '../../../source/model/profile/profile.ts';
import { peekLines, topLines, treeLines } from '../../../source/model/profile/report.ts';
import { profileIn } from '../../../source/system/profile-file.ts';

const folder = join(import.meta.dirname, '../../fixtures/profiles');
const names = readdirSync(folder).filter((name) => name.endsWith('.pprof'));

const read = (name: string): Profile => profileIn(readFileSync(join(folder, name)));

type Report = { flags: readonly string[]; text: string };

const reportsOf = (name: string): readonly Report[] =>
	gunzipSync(readFileSync(join(folder, `${name}.txt.gz`)))
		.toString()
		.split(/^#### /m)
		.slice(1)
		.map((part) => {
			const end = part.indexOf('\n');
			return { flags: part.slice(0, end).split(' '), text: part.slice(end + 1) };
		});

/** Folded stacks out of `-traces`, which lists each stack from its innermost call on. */
const foldedOf = (traces: string): readonly string[] => {
	const sums = new Map<string, number>();
	for (const block of traces.split(/^-+\+-+$/m).slice(1)) {
		let value = 0;
		const stack: string[] = [];
		for (const line of block.split('\n')) {
			const [, figure = '', name] = /^(.{10,}?) {3}(\S.*)$/.exec(line) ?? [];
			if (name === undefined || /^\s*\S+: {2}/.test(line)) continue;
			if (figure.trim() !== '') value = Number.parseInt(figure, 10);
			stack.push(name.replace(/ \(inline\)$/, '').replaceAll(';', ':'));
		}
		const text = stack.reverse().join(';');
		if (value !== 0) sums.set(text, (sums.get(text) ?? 0) + value);
	}
	return [...sums].map(([text, value]) => `${text} ${value}`).sort();
};

const ours = (profile: Profile, [kind, ...flags]: readonly string[]): readonly string[] => {
	const wanted = flags.find((flag) => flag.startsWith('-sample_index='))?.slice('-sample_index='.length);
	const type = profile.sampleTypes.findIndex((each) => each.type === wanted);
	const count = flags.find((flag) => flag.startsWith('-nodecount='))?.slice('-nodecount='.length);
	const options = { type, ...(count !== undefined && { most: Number(count) }) };
	if (kind === '-top') return topLines(profile, options);
	if (kind === '-tree') return treeLines(profile, options);
	if (kind === '-traces') return foldedLines(profile, type).toSorted();
	// pprof prints nothing where no name matches.
	const { lines, found } = peekLines(profile, options, () => true);
	return found ? lines : [];
};

const theirs = ({ flags, text }: Report): readonly string[] => {
	if (flags[0] === '-traces') return foldedOf(text);
	return text === '' ? [] : text.replace(/\n$/, '').split('\n');
};

/**
 * Lines of a difference with calls of one size in the order of their names: where some of them grew and some shrank,
 * pprof prints them in another order each time.
 */
const settled = (lines: readonly string[]): readonly string[] => {
	const sizeOf = (line: string): string | undefined => /^ {20,}-?(\S+ +\S+%) \|/.exec(line)?.[1];
	const groups: string[][] = [];
	for (const line of lines) {
		const last = groups.at(-1);
		const size = sizeOf(line);
		if (last?.[0] !== undefined && size !== undefined && sizeOf(last[0]) === size) last.push(line);
		else groups.push([line]);
	}
	return groups.flatMap((group) => group.toSorted());
};

describe.each(names)('%s', (name) => {
	const profile = read(name);
	const base = names.find((other) => other === name.replace('.pprof', '.before.pprof'));

	test.each(reportsOf(name).map((report) => ({ ...report, title: report.flags.join(' ') })))(
		'is printed as go tool pprof $title prints it, line for line',
		(report) => {
			const isDifference = report.flags.includes('-diff_base');
			const isSum = report.flags.includes('--sum');
			const other = base !== undefined && (isDifference || isSum) ? read(base) : undefined;
			const shown =
				other === undefined ? profile : isSum ? sumOf(other, [profile]) : difference(profile, other);
			const [mine, go] = [ours(shown, report.flags), theirs(report)];
			expect(isDifference ? settled(mine) : mine).toEqual(isDifference ? settled(go) : go);
		},
	);
});
