namespace Arch.Core;

/// <summary>Visits one entity of a query.</summary>
public delegate void ForEach(Entity entity);

public delegate void ForEach<T0>(ref T0 t0Component);

public delegate void ForEach<T0, T1>(ref T0 t0Component, ref T1 t1Component);

public delegate void ForEach<T0, T1, T2>(ref T0 t0Component, ref T1 t1Component, ref T2 t2Component);

public delegate void ForEach<T0, T1, T2, T3>(ref T0 t0Component, ref T1 t1Component, ref T2 t2Component, ref T3 t3Component);

public delegate void ForEach<T0, T1, T2, T3, T4>(
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component);

public delegate void ForEach<T0, T1, T2, T3, T4, T5>(
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component,
    ref T5 t5Component);

public delegate void ForEach<T0, T1, T2, T3, T4, T5, T6>(
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component,
    ref T5 t5Component,
    ref T6 t6Component);

public delegate void ForEach<T0, T1, T2, T3, T4, T5, T6, T7>(
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component,
    ref T5 t5Component,
    ref T6 t6Component,
    ref T7 t7Component);

public delegate void ForEachWithEntity<T0>(Entity entity, ref T0 t0Component);

public delegate void ForEachWithEntity<T0, T1>(Entity entity, ref T0 t0Component, ref T1 t1Component);

public delegate void ForEachWithEntity<T0, T1, T2>(Entity entity, ref T0 t0Component, ref T1 t1Component, ref T2 t2Component);

public delegate void ForEachWithEntity<T0, T1, T2, T3>(
    Entity entity,
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component);

public delegate void ForEachWithEntity<T0, T1, T2, T3, T4>(
    Entity entity,
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component);

public delegate void ForEachWithEntity<T0, T1, T2, T3, T4, T5>(
    Entity entity,
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component,
    ref T5 t5Component);

public delegate void ForEachWithEntity<T0, T1, T2, T3, T4, T5, T6>(
    Entity entity,
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component,
    ref T5 t5Component,
    ref T6 t6Component);

public delegate void ForEachWithEntity<T0, T1, T2, T3, T4, T5, T6, T7>(
    Entity entity,
    ref T0 t0Component,
    ref T1 t1Component,
    ref T2 t2Component,
    ref T3 t3Component,
    ref T4 t4Component,
    ref T5 t5Component,
    ref T6 t6Component,
    ref T7 t7Component);
