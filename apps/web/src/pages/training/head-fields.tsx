export interface HeadChoice {
  head: 'linear' | 'mlp';
  epochs: string;
}

interface HeadFieldsProps {
  choice: HeadChoice;
  onChoice: (choice: HeadChoice) => void;
}

/** Asks for what only a head for kinds of defects has. */
export function HeadFields({ choice, onChoice }: HeadFieldsProps) {
  return (
    <>
      <label>
        Head
        <select
          value={choice.head}
          onChange={(e) =>
            onChoice({ ...choice, head: e.target.value === 'mlp' ? 'mlp' : 'linear' })
          }
        >
          <option value="linear">linear</option>
          <option value="mlp">two layers</option>
        </select>
      </label>
      <label>
        Epochs at most
        <input
          type="number"
          required
          min={1}
          max={500}
          value={choice.epochs}
          onChange={(e) => onChoice({ ...choice, epochs: e.target.value })}
        />
      </label>
    </>
  );
}
