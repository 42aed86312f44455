// Says in the lines of a box why nothing can be asked of a server now.

import { offWords } from '../format/actions-off.ts';
import { wrapText } from '../format/text.ts';
import type { ActionsOff } from '../model/action.ts';
import type { Theme } from '../theme.ts';
import { dialogKeys } from './box.ts';

const reasons: Record<ActionsOff, (name: string) => string> = {
	'read-only': () =>
		'natstop is read-only: it reloads nothing and closes no connection. Profiles can still be captured.',
	disconnected: () => 'natstop is disconnected. Nothing can be sent until the connection is back.',
	lameduck: (name) => `${name} is in lame duck mode and answers no requests any more.`,
	down: (name) => `${name} is down.`,
};

/** The lines, at most `columns` wide: that `what` is off, why, and how to leave. */
export const offLines = (
	what: string,
	off: ActionsOff,
	name: string,
	columns: number,
	theme: Theme,
): string[] => [
	theme.paint('warn', `! ${what}: ${offWords[off]}`),
	'',
	...wrapText(reasons[off](name), columns),
	'',
	...dialogKeys([['Esc', 'close']], columns, theme),
];
