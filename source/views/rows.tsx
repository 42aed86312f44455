// Painted rows on screen: one <Text> a row, the cheapest thing Ink can draw.

import { Box, Text } from 'ink';
import { memo } from 'react';

const Row = memo(({ text }: { text: string }) => <Text>{text === '' ? ' ' : text}</Text>);

/** Draws rows that already have their exact width; each changes on its own. */
export const Rows = ({ lines }: { lines: readonly string[] }) => (
	<Box flexDirection="column">
		{lines.map((line, index) => (
			<Row key={index} text={line} />
		))}
	</Box>
);
