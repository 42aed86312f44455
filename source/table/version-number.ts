// Versions as numbers, so that they can be compared.

/**
 * A version as a number that sorts: `2.12.1` is above `2.9.10`, and a prerelease below its release. Undefined where
 * the text is no version.
 */
export const versionNumber = (version: string | undefined): number | undefined => {
	const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-)?/.exec(version ?? '');
	if (!match) return undefined;
	const [, major, minor = '0', patch = '0', prerelease] = match;
	return Number(major) * 1e8 + Number(minor) * 1e4 + Number(patch) - (prerelease ? 0.5 : 0);
};
