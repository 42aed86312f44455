// Writes the text of a configuration file of nats-server.

/** Top-level settings by their nats-server name; nested values are written as JSON, which nats-server reads. */
export type ServerConfig = Readonly<Record<string, unknown>>;

/** The text, one setting a line, so that the line number of a parser error is useful. Undefined settings are left out. */
export function configText(config: ServerConfig): string {
	return Object.entries(config)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
		.join('');
}
