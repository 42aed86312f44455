// Binds keys to actions, from the configuration and the screens, and writes keys for people.

import type { Glyphs } from '../theme.ts';
import {
	type Action,
	type ActionId,
	actions,
	type Context,
	everywhere,
	type ScreenAction,
} from './actions.ts';

/** The number keys of the main screen's panes; screens have the numbers after these. */
const paneKeys: readonly string[] = actions.flatMap(({ id, keys }) => (id.startsWith('pane.') ? keys : []));

/** The keys of screens that are no panes: a number shows its first screen, the others are tabs beside it. */
export const screenActions = (
	screens: readonly { id: string; key: string; title: string }[],
): readonly (Action & { id: ScreenAction })[] =>
	screens
		.filter(({ key }, index) => screens.findIndex((other) => other.key === key) === index)
		.filter(({ key }) => !paneKeys.includes(key))
		.map(({ id, key, title }) => ({
			id: `screen.${id}` as const,
			keys: [key],
			label: title.toLowerCase(),
			group: 'Move' as const,
			where: everywhere,
		}));

/**
 * Actions with the keys a configuration gives them: `{ "server.reload": ["ctrl+r"] }` replaces its keys. Those of
 * screens stand behind the panes.
 */
export const bindKeys = (
	overrides: Readonly<Record<string, readonly string[]>>,
	screens: Parameters<typeof screenActions>[0] = [],
): readonly (Action & { id: ActionId })[] => {
	const at = actions.findLastIndex(({ id }) => id === 'pane.events') + 1;
	const all: readonly (Action & { id: ActionId })[] = [
		...actions.slice(0, at),
		...screenActions(screens),
		...actions.slice(at),
	];
	return all.map((action) => ({ ...action, keys: overrides[action.id] ?? action.keys }));
};

/**
 * The actions that there are now, or while an earlier moment is looked at: there, keys of time are nothing else. An action that
 * has no key left is left out.
 */
export const inTime = <A extends Action>(bound: readonly A[], isBack: boolean): readonly A[] => {
	if (!isBack) return bound.filter(({ when }) => when !== 'back');
	const taken = new Set(bound.flatMap(({ when, keys }) => (when === 'back' ? keys : [])));
	return bound.flatMap((action) => {
		if (action.when === 'now') return [];
		if (action.when === 'back') return [action];
		const keys = action.keys.filter((key) => !taken.has(key));
		return keys.length === 0 && action.keys.length > 0 ? [] : [{ ...action, keys }];
	});
};

/** The action of a key in a context, or nothing. */
export const actionFor = (
	bound: readonly (Action & { id: ActionId })[],
	key: string,
	context: Context,
): ActionId | undefined =>
	bound.find((action) => action.keys.includes(key) && action.where.includes(context))?.id;

/** How a key is written on screen. */
export const keyLabel = (key: string, glyphs: Glyphs): string => {
	const named: Record<string, string> = {
		up: glyphs.arrowUp,
		down: glyphs.arrowDown,
		left: glyphs.arrowLeft,
		right: glyphs.arrowRight,
		pageup: 'PgUp',
		pagedown: 'PgDn',
		home: 'Home',
		end: 'End',
		enter: glyphs.enter,
		escape: 'Esc',
		tab: 'Tab',
		'shift+tab': `${glyphs.shift}Tab`,
		space: 'Space',
	};
	return named[key] ?? key.replace(/^ctrl\+/, '^');
};
