/** Shows the children once the value is there; until then that it is being read, or why it could not be. */
export function Told(props: {
  value: unknown;
  problem: string | null;
  reading: string;
  children: React.ReactNode;
}) {
  if (props.value !== null) return props.children;
  if (props.problem !== null) return <p className="problem">{props.problem}</p>;
  return <p className="quiet">{props.reading}</p>;
}

/** Shows what went wrong with something that a person asked for. */
export function Problem({ text }: { text: string | null }) {
  return text === null ? null : (
    <p className="problem" role="status">
      {text}
    </p>
  );
}
