// The least a script can do with a key: it paints how many it has got, where natstop paints the row under the cursor.

let keys = 0;
const paint = () => process.stdout.write(`\x1b[?2026h\x1b[H> ● ${keys}\x1b[K\x1b[?2026l`);
process.stdin.setRawMode(true);
process.stdin.on('data', () => {
	keys++;
	paint();
});
process.stdout.write('\x1b[2J');
paint();
