/** Nothing is asked for any more: the rows are here. */
export const here = { isPending: false, error: null, refetch: () => undefined }
