// A full-screen log: the list, the open row, and a row that says which groups are shown.

import { Box } from 'ink';
import { type Piece, pieceRow } from '../format/pieces.ts';
import { roomyColumns } from '../format/screen-sizes.ts';
import type { LogCounts } from '../screens/list-facts.ts';
import type { Theme } from '../theme.ts';
import { logPanes } from '../ui/geometry.ts';
import { LogPane, type LogPaneProps } from './log-pane.tsx';
import { Rows } from './rows.tsx';

export type LogScreenProps = Omit<LogPaneProps, 'focused' | 'width' | 'height'> & {
	/** Every group of rows, in order. */
	groups: readonly string[];
	/** The open row's pane, as rows of text. */
	opened?: readonly string[];
	width: number;
	height: number;
};

/** ` on: connect auth   off: statsz   buffer 18/7000   dropped 40 of clients`, exactly `columns` wide. */
const groupsRow = (
	groups: readonly string[],
	off: readonly string[],
	total: number,
	{ dropped, most }: LogCounts,
	columns: number,
	theme: Theme,
): string => {
	const roomy = columns >= roomyColumns;
	const list = (some: readonly string[]) =>
		some.length === 0 ? theme.glyphs.none : some.join(roomy ? '  ' : ' ');
	const gap = roomy ? '    ' : '   ';
	const parts = Object.entries(dropped).filter(([, lines]) => lines > 0);
	const all = parts.length === 0 ? '0' : parts.map(([part, lines]) => `${lines} of ${part}`).join(', ');
	const lost: Piece[] = roomy || parts.length > 0 ? [`   dropped ${all}`] : [];
	return pieceRow(
		[
			{ text: roomy ? ' kinds on: ' : ' on: ', token: 'muted' },
			list(groups.filter((group) => !off.includes(group))),
			{ text: `${gap}off: `, token: 'muted' },
			list(groups.filter((group) => off.includes(group))),
			{ text: `${gap}buffer ${total}/${most}`, keep: 3 },
			...lost,
		],
		columns,
		theme,
	);
};

const Divider = ({ rows, theme }: { rows: number; theme: Theme }) => (
	<Rows lines={new Array<string>(rows).fill(theme.paint('rule', theme.glyphs.column))} />
);

/** The body of the screen: header and footer are not part of it. */
export const LogScreen = ({ groups, opened, width, height, ...log }: LogScreenProps) => {
	const { theme } = log.look;
	const panes = logPanes(width, height, opened !== undefined);
	const last = groupsRow(groups, log.list.off, log.total, log.counts, width, theme);
	const list = <LogPane {...log} {...panes.list} focused />;
	const detail = opened && <Rows lines={opened} />;
	return (
		<Box flexDirection="column" width={width} height={height}>
			{panes.opened?.beside ? (
				<Box height={panes.list.height}>
					{list}
					<Divider rows={panes.list.height} theme={theme} />
					{detail}
				</Box>
			) : (
				<>
					{list}
					{detail}
				</>
			)}
			<Rows lines={[last]} />
		</Box>
	);
};
