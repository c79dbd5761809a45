namespace Arch.Core;

/// <summary>Visits one entity of an inline query: a struct, so that the call is compiled into the loop.</summary>
public interface IForEach
{
    void Update(Entity entity);
}

public interface IForEach<T0>
{
    void Update(ref T0 t0Component);
}

public interface IForEach<T0, T1>
{
    void Update(ref T0 t0Component, ref T1 t1Component);
}

public interface IForEach<T0, T1, T2>
{
    void Update(ref T0 t0Component, ref T1 t1Component, ref T2 t2Component);
}

public interface IForEach<T0, T1, T2, T3>
{
    void Update(ref T0 t0Component, ref T1 t1Component, ref T2 t2Component, ref T3 t3Component);
}

public interface IForEachWithEntity<T0>
{
    void Update(Entity entity, ref T0 t0Component);
}

public interface IForEachWithEntity<T0, T1>
{
    void Update(Entity entity, ref T0 t0Component, ref T1 t1Component);
}

public interface IForEachWithEntity<T0, T1, T2>
{
    void Update(Entity entity, ref T0 t0Component, ref T1 t1Component, ref T2 t2Component);
}

public interface IForEachWithEntity<T0, T1, T2, T3>
{
    void Update(Entity entity, ref T0 t0Component, ref T1 t1Component, ref T2 t2Component, ref T3 t3Component);
}
