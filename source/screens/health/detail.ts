// The detail of what fails: who says so, what it means, by which rule, and where to look.

import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { width as cellsOf, fit, wrapText } from '../../format/text.ts';
import { clock, duration } from '../../format/time.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { Evidence, HealthFinding } from '../../model/health/finding.ts';
import { guideOf } from '../../model/health/guide.ts';
import { ruleText } from '../../model/health/rule-text.ts';
import type { Size } from '../screen.ts';
import { sinceText } from './columns.ts';
import type { HealthLook } from './facts.ts';
import { kinds } from './kinds.ts';

/** Cells of the labels. */
const label = 10;

/** Cells of a row of the list beside the words, at the least. */
const besideText = 46;

/** Of so many rows and more there is room for the rule, and for everything whole. */
const [roomy, tall] = [6, 12];

/** With `whole` a line is cut and not wrapped: keys stand apart from each other. */
type Part = { label: string; lines: readonly string[]; whole?: true };

/** `east-1 STATSZ 2s ago`, with the server's own words behind it. */
const saidBy = ({ by, at, words }: Evidence, now: number): string => {
	const when = at === undefined ? '' : ` ${duration(Math.max(0, now - at))} ago`;
	return words === undefined ? by + when : `${by}${when}: ${words}`;
};

const partsOf = (finding: HealthFinding, look: HealthLook, height: number): Part[] => {
	const { kind, check, evidence, text } = finding;
	const { means, look: keys } = guideOf(check);
	const state = look.stateOf(finding);
	const old = look.now - finding.at > 60_000 ? [`known last at ${clock(finding.at)}; not judged since`] : [];
	const said = evidence.map((one) => saidBy(one, look.now));
	const enter = `${look.glyphs.enter} the ${kinds[kind].noun[0]}`;
	return [
		{ label: 'What', lines: [text] },
		{ label: 'Said by', lines: [...old, ...said] },
		...(means === '' ? [] : [{ label: 'Means', lines: [means] }]),
		...(height >= roomy && state
			? [{ label: 'Rule', lines: [ruleText(state.check, state.thresholds)] }]
			: []),
		{ label: 'Look at', lines: [keys === '' ? enter : `${enter}   ${keys}`], whole: true },
	];
};

/** In few rows who says it stands behind what is said, where there is room: what it means has a row more then. */
const inFewRows = (parts: readonly Part[], { width, height }: Size): readonly Part[] => {
	const [what, said, ...rest] = parts;
	if (height >= roomy || what?.label !== 'What' || said?.label !== 'Said by') return parts;
	const line = `${what.lines.join(' ')} (${said.lines.join(', ')})`;
	if (said.lines.length !== 1 || cellsOf(line) > width - label - 2) return parts;
	return [{ label: what.label, lines: [line] }, ...rest];
};

/** Each part from its own label on; where there is no room for all of it a part has one row. */
const rowsOf = (parts: readonly Part[], { width, height }: Size, look: HealthLook): string[] => {
	const room = Math.max(1, width - label - 2);
	const wrapped = parts.map(({ label: name, lines, whole }) => ({
		name,
		lines: whole ? lines : lines.flatMap((line) => wrapText(line, room)),
	}));
	const sum = wrapped.reduce((rows, { lines }) => rows + Math.max(1, lines.length), 0);
	const spare = Math.max(0, height - wrapped.length);
	let left = sum <= height ? sum : spare;
	return wrapped.flatMap(({ name, lines }, index) => {
		const [first = '', ...rest] = lines;
		const more = rest.slice(0, left);
		left -= more.length;
		const isCut = more.length < rest.length;
		const shown = isCut && more.length === 0 ? [parts[index]?.lines.join('   ') ?? first] : [first, ...more];
		return shown.map((line, row) =>
			fit(` ${(row === 0 ? name : '').padEnd(label)}${line}`, width, look.glyphs),
		);
	});
};

export const healthDetail = (
	finding: HealthFinding | undefined,
	{ width, height }: Size,
	look: HealthLook,
	focused: boolean,
): string[] => {
	const { theme, glyphs, now } = look;
	if (finding === undefined) return emptyPane('Nothing is selected', { width, height }, focused, theme);
	const { check, name, severity, since } = finding;
	const mark = `${severity === 'critical' ? glyphs.down : '!'} ${severity}`;
	const title = paneTitle({
		...{ title: `${check}   ${name}`, columns: width, focused, theme },
		right: `${mark}   since ${clock(since)}, ${sinceText(finding, now)}`,
		mark: { text: mark, token: healthOf(severity) ?? 'text' },
	});
	const parts = partsOf(finding, look, height - 1);
	// The row of the list has the words already, unless they are cut there.
	const isCut = cellsOf(finding.text) > width - besideText;
	const room = { width, height: height - 1 };
	const shown = inFewRows(isCut || room.height >= tall ? parts : parts.slice(1), room);
	return fillRows([title, ...rowsOf(shown, room, look)], height, width);
};
