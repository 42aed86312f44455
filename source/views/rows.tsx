// Painted rows on screen: one <Text> a row, the cheapest thing Ink can draw.

import { Box, Text } from 'ink';
import { createContext, memo, useContext } from 'react';
import { toAscii } from '../format/text.ts';

/** True where the terminal shows ASCII only: names of servers and clients may hold anything else. */
export const AsciiRows = createContext(false);

const Row = memo(({ text, ascii }: { text: string; ascii: boolean }) => (
	<Text>{text === '' ? ' ' : ascii ? toAscii(text) : text}</Text>
));

/** Draws rows that already have their exact width; each changes on its own. */
export const Rows = ({ lines }: { lines: readonly string[] }) => {
	const ascii = useContext(AsciiRows);
	return (
		<Box flexDirection="column">
			{lines.map((line, index) => (
				<Row key={index} text={line} ascii={ascii} />
			))}
		</Box>
	);
};
