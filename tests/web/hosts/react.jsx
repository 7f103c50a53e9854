import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Lesson() {
  const [followers, setFollowers] = useState(200);
  const [seen, setSeen] = useState(0);
  const sim = useRef(null);
  useEffect(() => {
    const change = (event) => setSeen(event.detail.params.followers);
    sim.current.addEventListener('change', change);
    return () => sim.current?.removeEventListener('change', change);
  }, []);
  return <>
    <button id="more" onClick={() => setFollowers(5000)}>More followers</button>
    <output>{seen}</output>
    <tradeoff-sim ref={sim} name="fan-out" followers={followers} lock="followers" />
  </>;
}
createRoot(document.getElementById('root')).render(<Lesson />);
