// A collection that another test causes charges this thread with space that it never used, and a test beside the process
// tests would be timed by them: counted bytes and child processes want the machine to themselves.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
