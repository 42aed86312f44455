// The marked servers of a frame: their rows, what can be marked, and the filters that narrow other screens to them.

import type { FleetSnapshot } from '../model/fleet.ts';
import type { Screen } from '../screens/screen.ts';
import type { Facts } from '../ui/facts.ts';
import { isMain, paneLists, type UiState } from '../ui/ui-state.ts';

/** The choices and the servers of a frame. */
type Frame = { ui: UiState; fleet: FleetSnapshot };

/** The number keys whose screens follow the marks: connections and JetStream. */
const followingKeys: readonly string[] = ['4', '6'];

/** A name as one of several values of a term: in quotes where a character means something there. */
const quotedName = (name: string): string => (/[\s|"]/.test(name) ? `"${name.replaceAll('"', '')}"` : name);

/** By screen id the scope `server=east-1|east-2`, for the screens that know the field; none without marks. */
export const markedScopes = ({ marks }: UiState, screens: readonly Screen[]): Record<string, string> => {
	if (marks.length === 0) return {};
	const scope = `server=${marks.map(({ name }) => quotedName(name)).join('|')}`;
	return Object.fromEntries(
		screens
			.filter(({ key, filterError }) => followingKeys.includes(key) && filterError(scope) === undefined)
			.map(({ id }) => [id, scope]),
	);
};

/** The keys of the marked servers in the fleet. */
export const markedKeys = ({ ui: { marks }, fleet: { rows } }: Frame): ReadonlySet<string> => {
	if (marks.length === 0) return new Set();
	const ids = new Set(marks.map(({ id }) => id));
	return new Set(rows.filter(({ info }) => ids.has(info.id)).map(({ key }) => key));
};

/** The servers that keys can mark: the one under the cursor, and all that the filter lets through; nothing where no servers are listed. */
export const marksOf = (
	{ ui, fleet: { rows } }: Frame,
	active: { screen: { id: string }; view: { keys: readonly string[] } } | undefined,
	cursor: string | undefined,
): Facts['marks'] => {
	if (!isMain(ui) || active?.screen.id !== paneLists.servers) return undefined;
	const byKey = new Map(rows.map(({ key, info }) => [key, { id: info.id, name: info.name }]));
	const at = cursor === undefined ? undefined : byKey.get(cursor);
	return { ...(at && { at }), shown: active.view.keys.flatMap((key) => byKey.get(key) ?? []) };
};
