// Stacks of a text as lines: how many, in which states, how long they wait, and their calls.

import { label } from '../model/profile/measure.ts';
import type { Call, Profile } from '../model/profile/profile.ts';
import { type StackGroup, type StackState, stackGroups, stateSums } from '../model/profile/stack-groups.ts';
import { uptime } from './time.ts';

/** Minutes as `12m`, `3h12m`, `2d04h`. */
export const minutesText = (minutes: number): string =>
	minutes < 60 ? `${minutes}m` : uptime(minutes * 60_000);

/** From the least wait to the most, as `3m-2h05m`; nothing where none is told. */
export const waitText = ({ least, most }: Pick<StackState, 'least' | 'most'>): string => {
	if (least === undefined || most === undefined) return '';
	return least === most ? minutesText(most) : `${minutesText(least)}-${minutesText(most)}`;
};

/** `10 select for 3m-2h05m`. */
export const stateText = (state: StackState, unit: string): string => {
	const wait = waitText(state);
	return `${label(state.value, unit)} ${state.state}${wait === '' ? '' : ` for ${wait}`}`;
};

/** A call on one line. */
export const callText = ({ name, place }: Call): string => (place === '' ? name : `${name}  ${place}`);

/** How many, and what they do; one state alone says both. */
const sumText = ({ value, states }: StackGroup, unit: string): string => {
	const texts = states.map((state) => stateText(state, unit)).join(', ');
	return states.length === 1 ? texts : [label(value, unit), ...(texts === '' ? [] : [texts])].join('  ');
};

const groupLines = (group: StackGroup, unit: string): string[] => [
	[sumText(group, unit), ...group.labels.map(({ key, value }) => `${key}=${value}`)].join('  '),
	...group.calls.map((call) => `    ${callText(call)}`),
	...(group.createdBy ? [`    created by ${callText(group.createdBy)}`] : []),
	'',
];

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** All stacks of a text, the heaviest first, at most `most` of them; the sum and the states come before. */
export const stackLines = (
	profile: Profile,
	{ type, most = 0 }: { type: number; most?: number },
): string[] => {
	const { type: name = '', unit = '' } = profile.sampleTypes[type] ?? {};
	const groups = stackGroups(profile, type);
	const sum = groups.reduce((all, { value }) => all + value, 0);
	const shown = most > 0 ? groups.slice(0, most) : groups;
	const states = stateSums(groups).map((state) => stateText(state, unit));
	return [
		`Type: ${name}`,
		`${label(sum, unit)} in ${plural(groups.length, 'stack')}`,
		...(states.length === 0 ? [] : [states.join(', ')]),
		...(shown.length < groups.length ? [`Showing ${shown.length} of ${groups.length} stacks`] : []),
		'',
		...shown.flatMap((group) => groupLines(group, unit)),
	].slice(0, -1);
};
