// What a run of the bench writes to its file, and two commits beside each other out of such files.

import { readFile } from 'node:fs/promises';
import { figure, inColumns, type Line, loadText, type MachineLoad, median } from './table.ts';

/** The lines of the file of a run. */
export const readResults = async (path: string): Promise<Line[]> =>
	(JSON.parse(await readFile(path, 'utf8')) as { results: Line[] }).results;

/** One measure of two commits: the medians of their runs; a missing one could not be measured there. */
export type Compared = {
	measure: string;
	unit: string;
	now?: number;
	other?: number;
	machine?: MachineLoad;
};

const middle = (lines: readonly Line[]): number | undefined =>
	lines.length === 0 ? undefined : median(lines.map(({ natstop }) => natstop));

/** The most that the machine did in any of the runs. */
const loadOf = (lines: readonly Line[]): MachineLoad | undefined => {
	const loads = lines.flatMap(({ machine }) => machine ?? []);
	const most = (of: keyof MachineLoad): number => Math.max(...loads.map((load) => load[of]));
	return loads.length === 0 ? undefined : { busy: most('busy'), others: most('others'), late: most('late') };
};

/** The measures of both commits, each once though it may have several baselines, in the order of the runs. */
export const compared = (now: readonly Line[], other: readonly Line[]): Compared[] => {
	const units = new Map([...now, ...other].map(({ measure, unit }) => [measure, unit]));
	return [...units].map(([measure, unit]) => {
		const [ours, theirs] = [now, other].map((lines) => lines.filter((line) => line.measure === measure));
		const [mine, then] = [middle(ours ?? []), middle(theirs ?? [])];
		const machine = loadOf([...(ours ?? []), ...(theirs ?? [])]);
		return {
			...{ measure, unit },
			...(mine !== undefined && { now: mine }),
			...(then !== undefined && { other: then }),
			...(machine && { machine }),
		};
	});
};

/** The table of two commits. */
export const comparedText = (rows: readonly Compared[], ref: string): string =>
	inColumns([
		['measure', 'now', ref, 'ratio', 'machine, at most'],
		...rows.map(({ measure, unit, now, other, machine }) => [
			measure,
			figure(now, unit),
			figure(other, unit),
			now === undefined || !other ? '–' : (now / other).toFixed(2),
			machine ? loadText(machine) : '–',
		]),
	]);
