namespace Arch.Core;

/// <summary>References to several components of one entity, good until the next structural change.</summary>
/// <remarks>Taking it apart copies the values. The field names are those of the package.</remarks>
public ref struct Components<T0, T1>
{
    public ref T0 t0;
    public ref T1 t1;

    internal Components(ref T0 t0, ref T1 t1)
    {
        this.t0 = ref t0;
        this.t1 = ref t1;
    }

    public readonly void Deconstruct(out T0 t0, out T1 t1)
    {
        t0 = this.t0;
        t1 = this.t1;
    }
}

public ref struct Components<T0, T1, T2>
{
    public ref T0 t0;
    public ref T1 t1;
    public ref T2 t2;

    internal Components(ref T0 t0, ref T1 t1, ref T2 t2)
    {
        this.t0 = ref t0;
        this.t1 = ref t1;
        this.t2 = ref t2;
    }

    public readonly void Deconstruct(out T0 t0, out T1 t1, out T2 t2)
    {
        t0 = this.t0;
        t1 = this.t1;
        t2 = this.t2;
    }
}

public ref struct Components<T0, T1, T2, T3>
{
    public ref T0 t0;
    public ref T1 t1;
    public ref T2 t2;
    public ref T3 t3;

    internal Components(ref T0 t0, ref T1 t1, ref T2 t2, ref T3 t3)
    {
        this.t0 = ref t0;
        this.t1 = ref t1;
        this.t2 = ref t2;
        this.t3 = ref t3;
    }

    public readonly void Deconstruct(out T0 t0, out T1 t1, out T2 t2, out T3 t3)
    {
        t0 = this.t0;
        t1 = this.t1;
        t2 = this.t2;
        t3 = this.t3;
    }
}

public ref struct Components<T0, T1, T2, T3, T4>
{
    public ref T0 t0;
    public ref T1 t1;
    public ref T2 t2;
    public ref T3 t3;
    public ref T4 t4;

    internal Components(ref T0 t0, ref T1 t1, ref T2 t2, ref T3 t3, ref T4 t4)
    {
        this.t0 = ref t0;
        this.t1 = ref t1;
        this.t2 = ref t2;
        this.t3 = ref t3;
        this.t4 = ref t4;
    }

    public readonly void Deconstruct(out T0 t0, out T1 t1, out T2 t2, out T3 t3, out T4 t4)
    {
        t0 = this.t0;
        t1 = this.t1;
        t2 = this.t2;
        t3 = this.t3;
        t4 = this.t4;
    }
}
