export interface TeacherChoice {
  teacher: string;
  steps: string;
}

interface TeacherFieldsProps {
  choice: TeacherChoice;
  onChoice: (choice: TeacherChoice) => void;
}

/** Asks for what only learning from a larger backbone has. */
export function TeacherFields({ choice, onChoice }: TeacherFieldsProps) {
  return (
    <>
      <label>
        Larger backbone, as <code>touchstone backbones list</code> names it
        <input
          required
          maxLength={63}
          value={choice.teacher}
          onChange={(e) => onChoice({ ...choice, teacher: e.target.value })}
        />
      </label>
      <label>
        Steps at most
        <input
          type="number"
          required
          min={1}
          max={20000}
          value={choice.steps}
          onChange={(e) => onChoice({ ...choice, steps: e.target.value })}
        />
      </label>
    </>
  );
}
