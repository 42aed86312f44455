// A table that has the whole screen: the tabs of its number, the list, and the detail of the selected row.

import { Box } from 'ink';
import { type Piece, pieceRow, pieceWidth } from '../format/pieces.ts';
import { roomyColumns } from '../format/screen-sizes.ts';
import { honestyEnd } from '../screens/honesty.ts';
import type { Screen } from '../screens/screen.ts';
import { tablePanes } from '../ui/geometry.ts';
import { Rows } from './rows.tsx';
import { TablePane, type TablePaneProps } from './table-pane.tsx';

export type TableScreenProps = Omit<TablePaneProps, 'screen' | 'focused' | 'width' | 'height'> & {
	screen: Screen;
	/** The screens of the same number, in order. */
	tabs: readonly Screen[];
	/** Rows of the detail, drawn for a size. */
	detail: (size: { width: number; height: number }) => readonly string[];
	width: number;
	height: number;
};

/** ` [Open] Closed                                    7 of 8 answered`, exactly `width` wide. */
const tabsRow = ({ screen, tabs, honesty, width, look }: TableScreenProps): string => {
	const { theme } = look;
	const names = tabs.map(
		({ id, title, tab = title }): Piece =>
			id === screen.id ? { text: ` [${tab}]`, token: 'title' } : `  ${tab} `,
	);
	const right = honesty === undefined ? [] : honestyEnd(honesty, width >= roomyColumns);
	const gap = Math.max(1, width - pieceWidth(names) - pieceWidth(right) - 1);
	return pieceRow([...names, ' '.repeat(gap), ...right], width, theme);
};

/** The body of the screen: header and footer are not part of it. */
export const TableScreen = (props: TableScreenProps) => {
	const { detail, width, height, look, honesty } = props;
	const panes = tablePanes(width, height);
	const list = (
		<TablePane {...props} {...panes.list} honesty={honesty && { ...honesty, parts: [] }} focused />
	);
	const about = panes.detail && <Rows lines={detail(panes.detail)} />;
	const line = new Array<string>(panes.list.height).fill(look.theme.paint('rule', look.glyphs.column));
	return (
		<Box flexDirection="column" width={width} height={height}>
			<Rows lines={[tabsRow(props)]} />
			{panes.detail?.beside ? (
				<Box height={panes.list.height}>
					{list}
					<Rows lines={line} />
					{about}
				</Box>
			) : (
				<>
					{list}
					{about}
				</>
			)}
		</Box>
	);
};
