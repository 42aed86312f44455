// A full-screen table: the list with its row of tabs, and the detail of the selected row.

import { Box } from 'ink';
import { tablePanes } from '../ui/geometry.ts';
import { Rows } from './rows.tsx';
import { TablePane, type TablePaneProps } from './table-pane.tsx';
import { type Tabs, tabsRow } from './tabs-row.ts';

export type TableScreenProps = Omit<TablePaneProps, 'tabs' | 'focused' | 'width' | 'height'> & {
	/** The screens of the same number in order, or the tabs of the object that is open. */
	tabs: Tabs;
	/** Whether there is a detail of the selected row. */
	hasDetail: boolean;
	/** Draws the rows of the detail for a size in cells. */
	detail: (size: { width: number; height: number }) => readonly string[];
	width: number;
	height: number;
};

/** The body of the screen: header and footer are not part of it. */
export const TableScreen = (props: TableScreenProps) => {
	const { detail, width, height, look, honesty, tabs, hasDetail } = props;
	const panes = tablePanes(width, height, hasDetail);
	const list = (
		<TablePane
			{...props}
			{...panes.list}
			tabs={tabsRow(tabs, honesty, panes.list.width, look.theme)}
			honesty={honesty && { ...honesty, parts: [] }}
			focused
		/>
	);
	const about = panes.detail && <Rows lines={detail(panes.detail)} />;
	const line = new Array<string>(panes.list.height).fill(look.theme.paint('rule', look.glyphs.column));
	return (
		<Box flexDirection="column" width={width} height={height}>
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
