/** Shows the button that reads what lies before the end of a list, while there is more. */
export function Earlier({ read }: { read: PagedRead }) {
  if (!read.hasNextPage) return null;
  return (
    <button
      type="button"
      className="chip"
      disabled={read.isFetchingNextPage}
      onClick={() => void read.fetchNextPage()}
    >
      Earlier
    </button>
  );
}

/** A list that is read page by page, as `useInfiniteQuery` gives it. */
interface PagedRead {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): Promise<unknown>;
}
