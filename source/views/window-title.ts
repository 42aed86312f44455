// The title of the terminal: the name of the system, and how many of its servers are in trouble.

import { toAscii } from '../format/text.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { LinkState } from '../model/link.ts';
import { problemsOf } from '../model/problems.ts';
import type { Glyphs } from '../theme.ts';

/** The name of the system: that of the context, `demo`, or else the address. */
const systemName = ({ origin, url }: LinkState): string => {
	const [, context] = /^context ([^+]+?)(?: \+ .*)?$/.exec(origin) ?? [];
	return context ?? (origin === 'demo' ? origin : url.replace(/^\w+:\/\//, ''));
};

/** `1✗ 2!`: servers with something critical, then those with a warning; nothing where all is well. */
const counts = (fleet: FleetSnapshot, glyphs: Glyphs): string[] => {
	const { critical, warn } = problemsOf(fleet);
	return [...(critical > 0 ? [`${critical}${glyphs.down}`] : []), ...(warn > 0 ? [`${warn}!`] : [])];
};

/** `natstop prod 1✗ 2!`; without a connection the title says so, as nothing is known of now. */
export const windowTitle = (link: LinkState, fleet: FleetSnapshot, glyphs: Glyphs): string => {
	const told = link.phase === 'connected' ? counts(fleet, glyphs) : [link.phase];
	const text = ['natstop', systemName(link), ...told].join(' ');
	return glyphs.ascii ? toAscii(text) : text;
};
