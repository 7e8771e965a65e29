namespace JitBot.Endurance.People;

/// <summary>Several people who act at once, each as soon as they are done with what they did before.</summary>
internal sealed class Crowd(RandomPeople people, int size)
{
    /// <summary>Acts for as long as somebody is there to hear it. What is done next is chosen on one thread, so that the seed chooses it.</summary>
    public async Task ActWhileAsync(Func<bool> present)
    {
        var acting = new List<Task>();
        while (present())
        {
            acting.RemoveAll(act => act.IsCompletedSuccessfully);
            while (acting.Count < size)
                acting.Add(people.ActAsync(present));
            await Task.WhenAny(acting);
        }

        await Task.WhenAll(acting);
    }
}
