// The text of a nats-server's configuration file.

/** Top-level settings by their nats-server name; nested values as JSON, which its parser reads. */
export type ServerConfig = Readonly<Record<string, unknown>>;

/** One setting a line, so that parser errors name a useful line. Settings that are undefined are left out. */
export function configText(config: ServerConfig): string {
	return Object.entries(config)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
		.join('');
}
