/** One server-sent event as it came over the wire. */
export interface WireEvent {
  id: string;
  type: string;
  text: string;
}

/**
 * Cuts a stream of text into server-sent events (WHATWG HTML, section 9.2.6), whatever the pieces it
 * comes in. Comments and `retry` are passed over.
 */
export class EventText {
  private rest = '';

  /** Returns the events that this piece completes. */
  take(piece: string): WireEvent[] {
    // A CR at the very end may be half of a CRLF: it waits for the next piece.
    const text = this.rest + piece;
    const held = text.endsWith('\r') ? 1 : 0;
    const lines = text.slice(0, text.length - held).replace(/\r\n?/g, '\n');
    const blocks = lines.split('\n\n');
    this.rest = (blocks.pop() ?? '') + '\r'.repeat(held);
    return blocks.map(eventOf).filter((event) => event !== null);
  }
}

function eventOf(block: string): WireEvent | null {
  const event: WireEvent = { id: '', type: 'message', text: '' };
  const lines: string[] = [];
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([a-z]+):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'id') event.id = value;
    if (field === 'event') event.type = value;
    if (field === 'data') lines.push(value);
  }
  return lines.length === 0 ? null : { ...event, text: lines.join('\n') };
}
