// The page of one kind of profile of several servers: a row each, and the lines to open and to fetch the files.

import { join, resolve } from 'node:path';
import { bytes } from '../format/number.ts';
import { openLine, scpLine } from '../format/shell.ts';
import { duration } from '../format/time.ts';
import { profileFileName } from '../model/action.ts';
import { type ProfileJob, type ProfileMany, savedCount } from '../model/profile-many.ts';
import type { Theme } from '../theme.ts';
import { closes, type DialogFacts, type DialogSpec } from './dialog.ts';
import { type StepPage, type StepRow, scrolled, stepPageRows } from './step-page.ts';

/** `scroll` is absent while the page follows the server that is asked. */
export type ProfilesDialog = { name: 'profiles'; scroll?: number };

type Spec = DialogSpec<ProfilesDialog>;

const rowOf = ({ server, state }: ProfileJob, now: number, { glyphs }: Theme, isOver: boolean): StepRow => {
	const look = {
		saved: { glyph: glyphs.ok, token: 'ok' },
		failed: { glyph: glyphs.down, token: 'crit' },
		asked: { glyph: glyphs.lameduck, token: 'warn' },
		waits: { glyph: ' ' },
	} as const;
	const ms = state.step === 'asked' ? now - state.at : 'ms' in state ? state.ms : undefined;
	const result = { saved: '', failed: '', asked: glyphs.none, waits: glyphs.none };
	if (state.step === 'saved') result.saved = bytes(state.bytes, glyphs);
	if (state.step === 'failed') result.failed = state.message;
	return {
		...look[state.step],
		...{ name: server.name, step: state.step, took: duration(ms, glyphs), result: result[state.step] },
		current: !isOver && state.step === 'asked',
	};
};

/** The path of all files in one: the part that differs is a star. */
const patternOf = ({ request, stamp, directory }: ProfileMany, star: string): string =>
	join(resolve(directory), profileFileName({ server: 'NAME', ...request }, '', stamp).replace('NAME', star));

const savedPaths = ({ jobs }: ProfileMany): string[] =>
	jobs.flatMap(({ state }) => (state.step === 'saved' ? state.path : []));

const commandsOf = (many: ProfileMany, { profile: { cwd, scpHost } }: DialogFacts): [string, string][] => {
	const [first] = savedPaths(many);
	if (first === undefined) return [];
	const fetch: [string, string][] =
		scpHost === undefined ? [] : [['Fetch', scpLine(patternOf(many, '*'), scpHost)]];
	return [['Open', openLine(first, cwd)], ...fetch];
};

const pageOf = (dialog: ProfilesDialog, facts: DialogFacts): StepPage | undefined => {
	const { many } = facts.profiles;
	if (many === undefined) return undefined;
	const { now, theme } = facts.screen;
	const { saved, of, failed } = savedCount(many);
	const isOver = many.endedAt !== undefined;
	const { kind, seconds } = many.request;
	const what = kind === 'cpu' ? `cpu for ${seconds ?? 0}s` : kind;
	const mark = `${theme.glyphs.down} ${failed} failed`;
	const hasScp = facts.profile.scpHost !== undefined && saved > 0;
	return {
		title: `Profile ${what} of ${of} servers${failed > 0 ? `   ${mark}` : ''}`,
		...(failed > 0 && { mark: { text: mark, token: 'crit' as const } }),
		right: `${saved} of ${of} saved   ${duration((many.endedAt ?? now) - many.startedAt)}`,
		note: `Into ${patternOf(many, '<server>')}   mode 0600`,
		heading: 'SIZE',
		rows: many.jobs.map((job) => rowOf(job, now, theme, isOver)),
		under: [],
		commands: commandsOf(many, facts),
		events: [],
		keys: [
			...(isOver && saved > 0
				? [[theme.glyphs.enter, saved === 1 ? 'read it' : 'read the sum and each'] as const]
				: []),
			...(saved > 0 ? [['y', saved === 1 ? 'copy path' : 'copy paths'] as const] : []),
			...(hasScp ? [['s', 'copy scp line'] as const] : []),
			...(isOver ? [['P', 'another'] as const] : []),
			['Esc', isOver ? 'close' : 'hide, go on'],
		],
		...(dialog.scroll !== undefined && { scroll: dialog.scroll }),
	};
};

const key: Spec['key'] = (dialog, key, facts) => {
	const { many } = facts.profiles;
	if (many === undefined) return {};
	const isOver = many.endedAt !== undefined;
	const paths = savedPaths(many);
	if (key === 'enter' && isOver && paths.length > 0) return { dialog, effect: { do: 'view-profile', paths } };
	if (closes(key) || key === 'enter') return isOver ? { effect: { do: 'profiles-close' } } : {};
	if (key === 'P' && isOver) return { effect: { do: 'profiles-again' } };
	if (key === 'y' && paths.length > 0)
		return {
			dialog,
			effect: { do: 'copy', text: paths.join('\n'), what: paths.length === 1 ? 'the path' : 'the paths' },
		};
	const { scpHost } = facts.profile;
	if (key === 's' && scpHost !== undefined && paths.length > 0)
		return {
			dialog,
			effect: { do: 'copy', text: scpLine(patternOf(many, '*'), scpHost), what: 'the scp line' },
		};
	const scroll = scrolled(() => pageOf(dialog, facts), key, facts.screen);
	return { dialog: scroll === undefined ? dialog : { ...dialog, scroll } };
};

const rows: Spec['rows'] = (dialog, facts) => stepPageRows(pageOf(dialog, facts), facts.screen);

/** The page; the captures go on where it is closed. */
export const profiles: Spec = { key, rows };
