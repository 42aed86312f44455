// Writes the Containerfile of a release: its .deb in a small Debian, as a user without rights.

import { about } from './distribution.ts';

/** `debs` are the files of the packages; builders name machines as Debian does. Fails without one. */
export const containerfileText = (debs: readonly string[]): string => {
	const [first] = debs;
	if (first === undefined) throw new Error('a container needs a .deb');
	const argument = 'TARGETARCH';
	const file = first.replace(/_[^_]+\.deb$/, `_\${${argument}}.deb`);
	return [
		'# podman build --platform linux/amd64 -t natstop release',
		'FROM debian:stable-slim',
		`ARG ${argument}`,
		`LABEL org.opencontainers.image.title="${about.name}"`,
		`LABEL org.opencontainers.image.description="${about.summary}"`,
		`LABEL org.opencontainers.image.version="${about.version}"`,
		`LABEL org.opencontainers.image.licenses="${about.licence}"`,
		`RUN --mount=type=bind,source=${file},target=/tmp/natstop.deb dpkg --install /tmp/natstop.deb`,
		'USER 65534:65534',
		'ENV LANG=C.UTF-8 TERM=xterm-256color',
		'ENTRYPOINT ["/usr/bin/natstop"]',
		'',
	].join('\n');
};
