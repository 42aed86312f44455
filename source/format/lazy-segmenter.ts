// Makes Intl.Segmenter only when it is first used, as making it is slow; the build gives this class to every package.

/** The part of Intl.Segmenter that the packages use. */
export class LazySegmenter {
	readonly #make: () => Intl.Segmenter;
	#made?: Intl.Segmenter;

	constructor(locales?: string, options?: Intl.SegmenterOptions) {
		// The build replaces `Intl.Segmenter` with this class, but not this way of writing it.
		this.#make = () => new globalThis.Intl.Segmenter(locales, options);
	}

	segment(text: string): Intl.Segments {
		this.#made ??= this.#make();
		return this.#made.segment(text);
	}
}
