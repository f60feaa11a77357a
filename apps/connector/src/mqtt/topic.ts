/** Returns the topic that the template makes for a station and what is told of it. */
export function topicOf(template: string, station: string, kind: string): string {
  return template.replaceAll('{station}', station).replaceAll('{kind}', kind);
}
