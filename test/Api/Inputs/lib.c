int inLibrary(int Times) {
  int Sum = 0;
  for (int I = 0; I < Times; ++I)
    Sum += I ^ Times;
  return Sum;
}
