// A collection that another test causes charges this thread with space that it never used: counted bytes want the process
// to themselves.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
