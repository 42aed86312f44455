// Takes marks off servers that are not there any more: a server that has restarted is another process, with another id.

import { useEffect } from 'react';
import { firstAndMore } from '../model/first-names.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import { withoutGone } from '../ui/marks.ts';
import type { Ui } from './use-ui.ts';

/** Names that a sentence lists before it counts the others. */
const mostNames = 3;

const goneText = (names: readonly string[], rows: FleetSnapshot['rows']): string => {
	const known = new Set(rows.map(({ info }) => info.name));
	const verb = names.every((name) => known.has(name)) ? 'restarted' : 'left';
	return `${firstAndMore(names, mostNames)} ${verb}: unmarked`;
};

/** How long it is said that a mark is lost, milliseconds. */
const sayingSpan = 6000;

/** Drops the marks of servers that restarted or left, and says so; not for a moment that is over. */
export const useMarks = (ui: Ui, { rows }: FleetSnapshot, isBack: boolean): void => {
	const { marks } = ui.state;
	useEffect(() => {
		if (isBack || marks.length === 0 || rows.length === 0) return;
		const ids = new Set(rows.map(({ info }) => info.id));
		const { gone } = withoutGone(ui.get(), (id) => ids.has(id));
		if (gone.length === 0) return;
		const toast = { text: goneText(gone, rows), token: 'warn', until: ui.now() + sayingSpan } as const;
		ui.change((state) => ({ ...withoutGone(state, (id) => ids.has(id)).ui, toast }));
	});
};
