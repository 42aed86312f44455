// Lays a box over the middle of a screen.

import { Box } from 'ink';
import { width } from '../format/text.ts';
import { Rows } from './rows.tsx';

/**
 * Lays rows of equal width over the middle of a screen of `columns` by `rows`, or below its first `top` rows. Its parent is
 * as big as the screen.
 */
export const Overlay = ({
	lines,
	columns,
	rows,
	top = Math.max(0, Math.floor((rows - lines.length) / 2)),
}: {
	lines: readonly string[];
	columns: number;
	rows: number;
	top?: number;
}) => {
	const boxColumns = width(lines[0] ?? '');
	return (
		<Box
			position="absolute"
			top={top}
			left={Math.max(0, Math.floor((columns - boxColumns) / 2))}
			width={boxColumns}
			height={lines.length}
		>
			<Rows lines={lines} />
		</Box>
	);
};
