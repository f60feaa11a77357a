interface AurocRow {
  backbone: string;
  deciding: number;
  /** Undefined without good and defect frames that were reviewed. */
  reviewed: number | undefined;
}

interface AurocTableProps {
  /** The sentence on what the reviewed frames may do, and how many there are. */
  reviewed: string;
  rows: readonly AurocRow[];
}

/** Shows how well memory banks tell defects from good parts: one row a backbone. */
export function AurocTable({ reviewed, rows }: AurocTableProps) {
  return (
    <table className="training-figures">
      <caption className="quiet">AUROC by the memory bank. {reviewed}</caption>
      <thead>
        <tr>
          <th scope="col">Backbone</th>
          <th scope="col">Pasted defects, which decide</th>
          <th scope="col">Reviewed frames</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.backbone}>
            <th scope="row">{row.backbone}</th>
            <td>{row.deciding.toFixed(3)}</td>
            <td>{row.reviewed?.toFixed(3) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
