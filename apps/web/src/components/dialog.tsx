import { useEffect, useRef } from 'react';

/** Asks a question over the page; Esc and a tap beside it close it. */
export function Dialog(props: { title: string; onClose: () => void; children: React.ReactNode }) {
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => place.current?.showModal(), []);
  return (
    <dialog
      ref={place}
      className="dialog"
      aria-label={props.title}
      onClose={props.onClose}
      onClick={({ target }) => target === place.current && props.onClose()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="dialog-body">
        <h2>{props.title}</h2>
        {props.children}
      </div>
    </dialog>
  );
}
