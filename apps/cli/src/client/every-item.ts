import type { Page } from '#contracts';

/** Reads a list to its end, page after page; `read` gets the cursor of the page that is wanted. */
export async function everyItem<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}
